import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { Tile } from './tile.tsx'

test('brands whose names begin alike have letters of their own', async () => {
  const names = [
    'OpenAI',
    'OpenRouter',
    'DeepSeek',
    'Demo',
    'Warehouse gateway',
    'xAI',
    'Mistral',
    'Qwen (Alibaba Cloud)',
  ]
  const { container } = await render(names.map((name) => <Tile key={name} name={name} />))
  const letters = [...container.querySelectorAll('.tile')].map(({ textContent }) => textContent)
  expect(letters).toEqual(['Oa', 'Or', 'Ds', 'De', 'Wg', 'Xa', 'Mi', 'Qw'])
})
