import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { accentSchema, textSizes, type Look } from '../../../contract/look.ts'
import type { Theme } from '../../../contract/settings.ts'
import { useApp } from '../../state/app-context.tsx'
import { CardLine } from '../../ui/card/card.tsx'
import { Select } from '../../ui/select/select.tsx'

export interface AccentLineProps {
  readonly theme: Theme
  readonly accent: Look['accent']
  readonly onChange: (accent: Look['accent']) => void
}

/** The accents, each shown in its own colour. */
export function AccentLine({ theme, accent, onChange }: AccentLineProps) {
  const { text } = useApp()
  const fixed = theme === 'contrast'
  return (
    <CardLine title={text('look.accent')} text={text(fixed ? 'look.accent.contrast' : 'look.accent.text')}>
      <span className="swatch-name">{text(`look.accent.${accent}`)}</span>
      <RadioGroup
        className="swatches"
        aria-label={text('look.accent')}
        value={accent}
        disabled={fixed}
        onValueChange={(next) => {
          const chosen = accentSchema.safeParse(next)
          if (chosen.success) onChange(chosen.data)
        }}
      >
        {accentSchema.options.map((each) => (
          <Radio.Root
            key={each}
            value={each}
            className="swatch"
            aria-label={text(`look.accent.${each}`)}
            data-accent={each}
          />
        ))}
      </RadioGroup>
    </CardLine>
  )
}

export interface TextSizeLineProps {
  readonly size: number
  readonly onChange: (size: number) => void
}

/** A size that a settings file names is among the choices, whatever it is. */
export function TextSizeLine({ size, onChange }: TextSizeLineProps) {
  const { text } = useApp()
  const sizes = [...new Set([...textSizes, size])].toSorted((a, b) => a - b)
  const options = sizes.map((value) => ({
    value: String(value),
    label: text('unit.percent', { value }),
  }))
  return (
    <CardLine title={text('look.text-size')} text={text('look.text-size.text')}>
      <Select
        label={text('look.text-size')}
        value={String(size)}
        groups={[{ options }]}
        onChange={(next) => onChange(Number(next))}
      />
    </CardLine>
  )
}
