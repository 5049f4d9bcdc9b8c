import type { McpLaunch } from '../../../../contract/mcp.ts'
import { useText } from '../../../state/app-context.tsx'
import { escapedText } from './escaped-text.ts'

/** All of what is started, a word on each line, with nothing in it that cannot be seen. */
export function LaunchWords({ launch }: { readonly launch: McpLaunch }) {
  const text = useText()
  if (launch.type !== 'stdio')
    return <span className="launch-words font-mono">{escapedText(launch.url)}</span>
  const lines = [
    [text('mcp.launch.command'), launch.command],
    ...launch.args.map((word, index) => [text('mcp.launch.argument', { number: index + 1 }), word]),
    ...(launch.cwd === undefined ? [] : [[text('mcp.launch.cwd'), launch.cwd]]),
  ]
  return (
    <span className="launch-words">
      {lines.map(([label = '', word = '']) => (
        <span key={label} className="launch-word">
          <span>{label}</span>
          <span className="font-mono">{word === '' ? '""' : escapedText(word)}</span>
        </span>
      ))}
    </span>
  )
}
