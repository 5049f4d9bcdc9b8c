import { describe, expect, it } from 'vitest'
import { parseFlags, type FlagSpec } from './flags.ts'

const specs: readonly FlagSpec[] = [
  { name: 'model', type: 'string', default: '', help: 'flag.model' },
  { name: 'streaming', type: 'boolean', default: 'true', help: 'flag.model' },
  { name: 'enable-parallel', type: 'boolean', default: 'false', help: 'flag.model' },
  { name: 'port', type: 'number', default: '0', help: 'flag.model', most: 65_535 },
  { name: 'api-port', type: 'number', default: '', help: 'flag.model', least: 1024, most: 65_535 },
]
const parse = (...args: readonly string[]) => parseFlags(specs, args, 'run')

describe('S0-15 flags in the syntax of Go', () => {
  it.each([
    [['-streaming'], { streaming: true }],
    [['--streaming'], { streaming: true }],
    [['-streaming=false'], { streaming: false }],
    [['--streaming=false'], { streaming: false }],
    [['-streaming=0', '--enable-parallel=T'], { streaming: false, 'enable-parallel': true }],
    [['-model', 'gpt'], { model: 'gpt' }],
    [['--model', 'gpt'], { model: 'gpt' }],
    [['-model=gpt'], { model: 'gpt' }],
    [['--model=a=b'], { model: 'a=b' }],
    [['--model='], { model: '' }],
    [['-model', '-dashed'], { model: '-dashed' }],
    [['-model=two\nlines'], { model: 'two\nlines' }],
    [['-port', '8080'], { port: 8080 }],
    [['-model=a', '-model=b'], { model: 'b' }],
    [[], {}],
  ])('%j gives %j', (args, values) => {
    expect(parse(...args)).toStrictEqual({ values, rest: [] })
  })

  it.each(['1', 't', 'T', 'TRUE', 'true', 'True'])('takes %s for true', (text) => {
    expect(parse(`-streaming=${text}`).values).toStrictEqual({ streaming: true })
  })

  it.each(['0', 'f', 'F', 'FALSE', 'false', 'False'])('takes %s for false', (text) => {
    expect(parse(`-streaming=${text}`).values).toStrictEqual({ streaming: false })
  })

  it('gives a bare boolean no value from the next word', () => {
    expect(parse('-streaming', 'false')).toStrictEqual({ values: { streaming: true }, rest: ['false'] })
  })
})

describe('what is no flag', () => {
  it('is left in order, and flags may stand behind it', () => {
    expect(parse('What', 'is this?', '-model', 'm', '-', 'end')).toStrictEqual({
      values: { model: 'm' },
      rest: ['What', 'is this?', '-', 'end'],
    })
  })

  it('is a text that begins with a dash but has no flag in it', () => {
    const texts = ['- first item', '-5 degrees', '-model is a word here', '---', '-1']
    expect(parse(...texts).rest).toStrictEqual(texts)
  })

  it('is everything behind two dashes', () => {
    expect(parse('-streaming', '--', '-model', '--', 'x')).toStrictEqual({
      values: { streaming: true },
      rest: ['-model', '--', 'x'],
    })
  })
})

describe('flags that are refused', () => {
  it.each([
    [['-nonsense'], 'There is no flag -nonsense. Run "parley run --help" for the list.'],
    [['--Model', 'x'], 'There is no flag --Model.'],
    [['-model'], 'The value "" of -model is not valid: it must be a value.'],
    [['-port'], 'The value "" of -port is not valid: it must be a whole number.'],
    [['-port=-1'], 'The value "-1" of -port is not valid'],
    [['-port=65536'], 'The value "65536" of -port is not valid: it must be 65535 at most.'],
    [['-api-port=80'], 'The value "80" of -api-port is not valid: it must be from 1024 to 65535.'],
    [['-port', '1.5'], 'The value "1.5" of -port is not valid'],
    [['-streaming=yes'], 'The value "yes" of -streaming is not valid: it must be true or false.'],
    [['-streaming='], 'The value "" of -streaming is not valid'],
  ])('%j: %s', (args, sentence) => {
    expect(() => parse(...args)).toThrow(sentence)
  })

  it('G5 are named without a value, which may be a key', () => {
    expect(() => parse('--api-key=sk-canary')).toThrow(/^There is no flag --api-key\. Run/)
  })
})
