import type { ReactNode } from 'react'

export interface PageProps {
  readonly title: string
  readonly text: string
  readonly children: ReactNode
}

/** One page of the settings: its name, what it is about, and its cards. */
export function Page({ title, text, children }: PageProps) {
  return (
    <div className="page scroll">
      <div className="page-inner">
        <header className="page-head">
          <h1>{title}</h1>
          <p>{text}</p>
        </header>
        {children}
      </div>
    </div>
  )
}
