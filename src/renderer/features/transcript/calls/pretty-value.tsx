import { OutputText } from './output-text.tsx'
import type { Pretty } from './pretty.ts'

/** Names and values in two columns, or text as it is. */
export function PrettyValue({ value }: { readonly value: Pretty }) {
  if (value.kind !== 'pairs')
    return (
      <pre>
        <OutputText source={value.text} />
      </pre>
    )
  return (
    <dl className="pairs">
      {value.pairs.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <OutputText source={text} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
