import { type FoundPassage, readFoundPassages } from '../../../../contract/found-passages.ts'
import type { Text } from '../../../../contract/language/text.ts'
import { visibleText } from '../../../../contract/visible-text.ts'
import { useText } from '../../../state/app-context.tsx'
import { OutputText } from './output-text.tsx'
import './search-hits.css'

/** What a search in attached files found: each passage with its file and its place. Text that is something else is shown as it is. */
export function SearchHits({ source }: { readonly source: string }) {
  const text = useText()
  const found = readFoundPassages(source)
  if (!found) {
    return (
      <pre>
        <OutputText source={source} />
      </pre>
    )
  }
  const { model, note, hits } = found
  return (
    <div className="hits">
      <p className="hits-how">
        {model === undefined ? text('hits.words') : text('hits.meaning', { model: visibleText(model) })}
      </p>
      {note !== undefined && <p className="hits-note">{visibleText(note)}</p>}
      {hits.length === 0 && <p className="hits-note">{text('hits.none')}</p>}
      <ol>
        {hits.map((hit, index) => (
          <li key={index}>
            <p className="hits-place">
              <strong>{visibleText(hit.file)}</strong> <span>{placeOf(text, hit)}</span>
            </p>
            <blockquote>
              <OutputText source={hit.text} />
            </blockquote>
          </li>
        ))}
      </ol>
    </div>
  )
}

function placeOf(text: Text, { page, sheet, slide, lines }: FoundPassage): string {
  if (page !== undefined) return text('hits.page', { page })
  if (sheet !== undefined) return text('hits.sheet', { sheet: visibleText(sheet) })
  if (slide !== undefined) return text('hits.slide', { slide })
  return lines === undefined ? '' : text('hits.lines', { lines: visibleText(lines).replace('-', '–') })
}
