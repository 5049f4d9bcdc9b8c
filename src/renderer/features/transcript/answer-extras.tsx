import { safeLink } from '../../../contract/link.ts'
import { openLink } from '../../state/actions.ts'
import { useApp, useText } from '../../state/app-context.tsx'
import { Picture, shownTypes } from './message-media.tsx'
import type { ImageItem, ProviderItem, SourcePart, SourcesItem } from './turn.ts'

/** One line about something that the provider did by itself. */
export function ProviderItemView({ item }: { readonly item: ProviderItem }) {
  const text = useText()
  return <p className="provider-item">{text('transcript.provider-item', { item: item.words })}</p>
}

/** A picture from the model. */
export function ImageView({ item }: { readonly item: ImageItem }) {
  const text = useText()
  const { part } = item
  const { mediaType } = part
  if (!shownTypes.test(mediaType)) {
    return <p className="provider-item">{text('transcript.image-unknown', { kind: mediaType })}</p>
  }
  return <Picture part={part} name={part.name ?? text('transcript.image')} />
}

/** The pages that an answer rests on, in the order in which it names them. */
export function Sources({ item }: { readonly item: SourcesItem }) {
  const text = useText()
  return (
    <section className="sources" aria-label={text('transcript.sources')}>
      <p className="hint">{text('transcript.sources')}</p>
      <ol>
        {item.sources.map((source) => (
          <li key={source.url}>
            <SourceLink source={source} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function SourceLink({ source }: { readonly source: SourcePart }) {
  const app = useApp()
  const words = source.title ?? source.url
  const url = safeLink(source.url, (text) => URL.parse(text))
  if (url === undefined) return <span>{words}</span>
  return (
    <a
      href={url}
      title={source.quote ?? url}
      onClick={(event) => {
        event.preventDefault()
        void openLink(app, url)
      }}
    >
      {words}
    </a>
  )
}
