import type { ApiRequest } from '../../../../contract/local-api.ts'
import { useApp } from '../../../state/app-context.tsx'
import { durationText, shortCount } from '../../../state/format.ts'
import { Badge, type BadgeProps } from '../../../ui/badge/badge.tsx'
import { CardSection } from '../../../ui/card/card.tsx'
import { useSettingsText } from '../use-settings-text.ts'

const statusLeft = 499

/** Who asked what, and how that went; no word of it. */
export function ApiRequests({ requests }: { readonly requests: readonly ApiRequest[] }) {
  const text = useSettingsText()
  return (
    <CardSection title={text('api.requests')}>
      {requests.length > 0 && (
        <table className="usage-table api-requests">
          <thead>
            <tr>
              <th scope="col">{text('api.requests.what')}</th>
              <th scope="col">{text('api.requests.status')}</th>
              <th scope="col">{text('api.requests.tokens')}</th>
              <th scope="col">{text('api.requests.took')}</th>
              <th scope="col">{text('api.requests.when')}</th>
            </tr>
          </thead>
          <tbody>
            {requests.map((request) => (
              <RequestRow key={request.number} request={request} />
            ))}
          </tbody>
        </table>
      )}
      <p className="api-note">{text(requests.length > 0 ? 'api.requests.note' : 'api.requests.none')}</p>
    </CardSection>
  )
}

function RequestRow({ request }: { readonly request: ApiRequest }) {
  const app = useApp()
  const text = useSettingsText()
  const { at, durationMs, model, path, status, usage } = request
  const time = new Intl.DateTimeFormat(app.locale, { timeStyle: 'medium' }).format(at)
  const tokens = usage && shortCount(usage.inputTokens + usage.outputTokens, app.locale)
  return (
    <tr>
      <th scope="row" title={path}>
        {model ?? path} {model && <span className="usage-aside">{path}</span>}
      </th>
      <td>
        <Badge tone={toneOf(status)}>{status === statusLeft ? text('api.requests.left') : status}</Badge>
      </td>
      <td>{tokens ?? '–'}</td>
      <td>{durationText(app.text, durationMs)}</td>
      <td>{time}</td>
    </tr>
  )
}

function toneOf(status: number): NonNullable<BadgeProps['tone']> {
  if (status < 400) return 'success'
  if (status === statusLeft) return 'plain'
  return status < 500 ? 'warning' : 'danger'
}
