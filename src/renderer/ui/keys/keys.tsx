/** A shortcut as plain text at the end of a row. */
export function Keys({ children }: { readonly children: string }) {
  return (
    <span className="keys" aria-hidden="true">
      {children}
    </span>
  )
}
