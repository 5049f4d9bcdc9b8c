import { writeFile } from 'node:fs/promises'
import { expect } from '../harness/fixtures.ts'
import { environmentFor, test } from './support/providers.ts'
import { runParley, startParley } from './support/terminal.ts'

test('an answer keeps to the schema of a file, and texts become vectors', async ({ profile, wire }) => {
  const env = environmentFor('openai-chat', wire)
  const schema = { type: 'object', properties: {}, required: [], additionalProperties: false }
  await writeFile(`${profile}/my place.json`, JSON.stringify(schema))
  const { code } = await runParley(['run', '--schema', 'my place.json', 'Where?'], { profile, env })
  expect(code).toBe(0)
  expect(wire.requests[0]?.body).toMatchObject({
    response_format: { type: 'json_schema', json_schema: { name: 'my_place', schema, strict: true } },
  })
  const bad = await runParley(['run', '--schema', 'none.json', 'Where?'], { profile, env })
  expect(bad).toMatchObject({ code: 2, err: expect.stringContaining('none.json') })

  const running = startParley(['embed', '-model', 'wire-embed'], {
    profile,
    env: { ...env, OPENAI_MODEL: '' },
  })
  running.type('one\nthree\n')
  running.endInput()
  const { out } = await running.finished
  expect(JSON.parse(out)).toEqual([
    [3, 0.5],
    [5, 0.5],
  ])
  expect(wire.requests.at(-1)).toMatchObject({ path: '/v1/embeddings', body: { model: 'wire-embed' } })
})
