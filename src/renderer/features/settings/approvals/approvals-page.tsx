import { useEffect, useState } from 'react'
import type { ApprovalRule, ApprovalSettings, EffectPolicy } from '../../../../contract/approval.ts'
import { inOneParagraph } from '../../../../contract/language/sentences.ts'
import type { ToolEffect } from '../../../../contract/tool.ts'
import { visibleText } from '../../../../contract/visible-text.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp, useText } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import type { IconName } from '../../../ui/icon/icon-shapes.ts'
import { Segmented } from '../../../ui/segmented/segmented.tsx'
import { Page } from '../page.tsx'
import { FoldersSection } from './folders-section.tsx'
import { OwnToolsSection } from './own-tools-section.tsx'
import { ToolsSection } from './tools-section.tsx'

const effects = ['read', 'write', 'network', 'run'] as const satisfies readonly ToolEffect[]
const icons: Readonly<Record<ToolEffect, IconName>> = {
  read: 'eye',
  write: 'edit',
  network: 'external',
  run: 'terminal',
}
const policies = ['allow', 'ask', 'deny'] as const satisfies readonly EffectPolicy[]

/** What a model may do on its own, and what was decided for always. */
export function ApprovalsPage() {
  const app = useApp()
  const { approvals, text } = app
  const [settings, setSettings] = useState<ApprovalSettings>()
  const use = (work: Promise<ApprovalSettings>) => void attempt(app, work.then(setSettings))
  useEffect(() => void attempt(app, approvals.settings().then(setSettings)), [app, approvals])
  if (!settings) return null
  return (
    <Page title={text('settings.page.approvals')} text={text('approvals.text')}>
      <CardSection title={text('approvals.by-effect')}>
        {effects.map((effect) => (
          <CardLine
            key={effect}
            icon={icons[effect]}
            title={text(`approvals.effect.${effect}`)}
            text={text(`approvals.effect.${effect}.text`)}
          >
            <Segmented
              label={text(`approvals.effect.${effect}`)}
              value={settings.effects[effect]}
              options={policies.map((value) => ({ value, label: text(`approvals.policy.${value}`) }))}
              onChange={(policy) => use(approvals.update({ effects: { [effect]: policy } }))}
            />
          </CardLine>
        ))}
      </CardSection>
      <CardSection title={text('approvals.rules')}>
        {settings.rules.length === 0 && <CardLine text={text('approvals.rules.none')} />}
        {settings.rules.toReversed().map((rule) => (
          <RuleLine key={rule.id} rule={rule} onRevoke={() => use(approvals.forget(rule.id))} />
        ))}
      </CardSection>
      <ToolsSection />
      <FoldersSection />
      <OwnToolsSection />
    </Page>
  )
}

function RuleLine({ rule, onRevoke }: { readonly rule: ApprovalRule; readonly onRevoke: () => void }) {
  const { locale } = useApp()
  const text = useText()
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(rule.createdAt))
  const what =
    rule.arguments === undefined
      ? text('approvals.rule.any')
      : text('approvals.rule.exact', { arguments: visibleText(rule.arguments) })
  const from = rule.server !== undefined && text('approval.from', { server: rule.server })
  return (
    <CardLine
      title={<span className="font-mono">{rule.tool}</span>}
      text={<span className="rule-what">{inOneParagraph(text, [from, what])}</span>}
    >
      <span className="hint">{text('approvals.rule.since', { date })}</span>
      <Button
        variant="ghost"
        size="sm"
        aria-label={text('approvals.revoke.of', { tool: rule.tool })}
        onClick={onRevoke}
      >
        {text('approvals.revoke')}
      </Button>
    </CardLine>
  )
}
