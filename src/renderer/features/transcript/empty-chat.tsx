import { useApp } from '../../state/app-context.tsx'
import { Icon } from '../../ui/icon/icon.tsx'

/** What a chat shows before its first message: three things to try, each at one press. */
export function EmptyChat({ onPick }: { readonly onPick: (question: string) => void }) {
  const { text } = useApp()
  const examples = [1, 2, 3] as const
  return (
    <div className="empty-chat">
      <h2>{text('transcript.empty.title')}</h2>
      <p>{text('transcript.empty.text')}</p>
      <ul>
        {examples.map((number) => {
          const question = text(`transcript.empty.example-${number}`)
          return (
            <li key={number}>
              <button type="button" className="example" onClick={() => onPick(question)}>
                <span>{question}</span>
                <Icon name="right" size={14} />
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
