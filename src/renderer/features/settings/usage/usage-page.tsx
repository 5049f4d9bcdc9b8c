import { useState } from 'react'
import { dayOf, type UsageDay, type UsagePage as UsageBySession } from '../../../../contract/money.ts'
import { inOneParagraph } from '../../../../contract/language/sentences.ts'
import { useApp } from '../../../state/app-context.tsx'
import { dollarsText, shortCount } from '../../../state/format.ts'
import { Button } from '../../../ui/button/button.tsx'
import { CardSection } from '../../../ui/card/card.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { Fold } from '../../../ui/fold/fold.tsx'
import { Segmented } from '../../../ui/segmented/segmented.tsx'
import { Skeleton } from '../../../ui/skeleton/skeleton.tsx'
import { Page } from '../page.tsx'
import { measures, type Measure } from './measure.ts'
import { UsageChart } from './usage-chart.tsx'
import { usageCsv } from './usage-csv.ts'
import { columnsOf, modelSums, ranges, sumOf, tokensOf, within, withFree, type Range } from './usage-sums.ts'
import { DayTable, ModelTable, SessionTable } from './usage-tables.tsx'
import { useUsage } from './use-usage.ts'

/** What was used: by day, by model, by chat. */
export function UsagePage() {
  const { now, saveFile, text } = useApp()
  const [range, setRange] = useState<Range>('30')
  const { days: all, page } = useUsage(range)
  const days = all && withFree(within(all, range, now()))
  const save = () => {
    const csv = new Blob([usageCsv(days ?? [])], { type: 'text/csv' })
    saveFile(`parley-usage-${dayOf(now())}.csv`, csv)
  }
  return (
    <Page title={text('settings.page.usage')} text={text('usage.text')}>
      <div className="usage-bar-top">
        <Segmented
          label={text('usage.range')}
          value={range}
          options={ranges.map((value) => ({
            value,
            label: value === 'all' ? text('usage.range.all') : text('usage.range.days', { count: value }),
          }))}
          onChange={setRange}
        />
        <Button icon="export" disabled={!days?.length} onClick={save}>
          {text('usage.export')}
        </Button>
      </div>
      {days ? <ByDayAndModel days={days} range={range} /> : <Skeleton height={240} radius={10} />}
      <BySession page={page} />
    </Page>
  )
}

function ByDayAndModel({ days, range }: { readonly days: readonly UsageDay[]; readonly range: Range }) {
  const { now, text } = useApp()
  const [chosen, setChosen] = useState<Measure>()
  const [asTable, setAsTable] = useState(false)
  if (days.length === 0) {
    return (
      <CardSection>
        <Empty icon="gauge" title={text('usage.none')}>
          {text('usage.none.text')}
        </Empty>
      </CardSection>
    )
  }
  const models = modelSums(days)
  const columns = columnsOf(days, range, now())
  // Where no price is known, bars of cost would be flat.
  const measure = chosen ?? (models.some(({ cost }) => cost > 0) ? 'cost' : 'tokens')
  return (
    <>
      <CardSection
        title={text('usage.by-day')}
        aside={
          <Segmented
            label={text('usage.measure')}
            value={measure}
            options={measures.map((value) => ({ value, label: text(`usage.measure.${value}`) }))}
            onChange={setChosen}
          />
        }
      >
        <Total days={days} />
        <UsageChart key={range} columns={columns} models={models} measure={measure} />
        <div className="usage-fold">
          <Fold open={asTable} onOpenChange={setAsTable} summary={text('usage.as-table')}>
            <DayTable columns={columns} />
          </Fold>
        </div>
      </CardSection>
      <CardSection title={text('usage.by-model')}>
        <ModelTable models={models} />
      </CardSection>
    </>
  )
}

function Total({ days }: { readonly days: readonly UsageDay[] }) {
  const { locale, text } = useApp()
  const total = sumOf(days)
  return (
    <p className="usage-total">
      <strong>{dollarsText(text, locale, total.cost)}</strong>
      <span>
        {inOneParagraph(text, [
          text('usage.total', { count: total.rounds, tokens: shortCount(tokensOf(total), locale) }),
          total.unpriced > 0 && text('usage.total.unpriced', { count: total.unpriced }),
        ])}
      </span>
    </p>
  )
}

function BySession({ page }: { readonly page: UsageBySession | undefined }) {
  const { text } = useApp()
  if (!page) return <Skeleton height={120} radius={10} />
  if (page.sessions.length === 0) return null
  return (
    <CardSection title={text('usage.by-chat')}>
      <SessionTable sessions={page.sessions} />
      <p className="usage-note">
        {inOneParagraph(text, [text('usage.by-chat.text'), !page.complete && text('usage.incomplete')])}
      </p>
    </CardSection>
  )
}
