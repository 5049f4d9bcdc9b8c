import { describe, expect, test } from 'vitest'
import { promptNameSchema } from './prompt.ts'
import { fillPrompt, variablesIn } from './prompt-text.ts'

describe('the variables of a prompt', () => {
  test('stand in the order of their first holes, each once', () => {
    expect(variablesIn('From {{start}} to {{ end }}, and {{start}} again')).toStrictEqual([
      { name: 'start', value: '' },
      { name: 'end', value: '' },
    ])
  })

  test('have a value or choices where one of their holes gives them', () => {
    expect(variablesIn('{{city}} {{city=Bern}} {{city=Basel}} {{tone: plain | warm |plain}}')).toStrictEqual([
      { name: 'city', value: 'Bern' },
      { name: 'tone', value: 'plain', choices: ['plain', 'warm'] },
    ])
  })

  test('may have names of several words in any script', () => {
    expect(variablesIn('{{Name der Stadt}} {{城市=伯尔尼}}')).toStrictEqual([
      { name: 'Name der Stadt', value: '' },
      { name: '城市', value: '伯尔尼' },
    ])
  })

  test('are not what fills itself, nor what only looks like a hole', () => {
    expect(
      variablesIn(
        '{{date}} {{time}} {{language}} {{ clipboard }} {one} {{}} {{ }} {{=x}} {{a{b}}} {{two\nlines}}',
      ),
    ).toStrictEqual([])
  })

  test('a long text of open braces is read at once', () => {
    // Walked through once for each brace, this would take longer than a test may.
    expect(variablesIn('{{'.repeat(500_000))).toStrictEqual([])
    expect(variablesIn(`{{${'a '.repeat(500_000)}`)).toStrictEqual([])
  })
})

describe('a filled prompt', () => {
  test('has each value in every hole of its name, as it is', () => {
    const values = new Map([
      ['city', '$& {{tone}}'],
      ['tone', 'warm'],
      ['date', '29 November 2026'],
    ])
    expect(fillPrompt('{{city=Bern}}, {{ tone:plain|warm }}, {{date}}, {{city}}', values)).toBe(
      '$& {{tone}}, warm, 29 November 2026, $& {{tone}}',
    )
  })

  test('keeps a hole for which there is no value', () => {
    expect(fillPrompt('{{other}} {x}', new Map())).toBe('{{other}} {x}')
  })
})

test.each(['review', 'Prüfung-2', '评审', 'a_b'])('%j is a name that a slash can call', (name) => {
  expect(promptNameSchema.parse(name)).toBe(name)
})

test.each(['', 'two words', '/x', '-x', 'a/b', 'x'.repeat(41)])('%j is none', (name) => {
  expect(promptNameSchema.safeParse(name).success).toBe(false)
})
