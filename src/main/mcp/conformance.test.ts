import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import type { LoginClient } from '../../contract/mcp.ts'
import { startOf } from '../../contract/mcp-question.ts'
import { systemClock } from '../config/system-clock.ts'
import { temporaryFolder } from '../config/testing/temporary-folder.ts'
import { failureFrom } from '../core/errors.ts'
import { createMcpQuestions, type McpQuestions } from '../core/mcp/questions.ts'
import { callOf } from '../core/testing/tool-call.ts'
import { browse } from './testing/browse.ts'
import { hostOf, recipeOf } from './testing/server-recipes.ts'
import { openToolServers } from './tool-servers.ts'

/** Scenarios that Parley does not pass, or whose passing says nothing, each with its reason. */
const leftOut: Readonly<Record<string, string>> = {
  'auth/basic-cimd':
    'the client is known by an https address where its description lies; Parley has no such page, and registers instead',
  'auth/2025-03-26-oauth-metadata-backcompat':
    'metadata without a resource document and with an issuer of another name, which MC-05 refuses to send anything to',
  'auth/client-credentials-jwt':
    'an extension for machines without a person: a private key logs in by itself',
  'auth/client-credentials-basic':
    'the same, with a secret; a header that is kept with the keys does this here',
  'auth/cross-app-access-complete-flow':
    "an extension for companies: the company's login server hands out a token for the server",
  'sse-retry': 'passes, but judges within 200 ms how soon a client comes back, which a busy machine decides',
}

test('MC-17 the public suite for clients passes', async () => {
  const place = await listen(temporaryFolder())
  const results = await runSuite(place)
  const failed = results.filter(({ name, passed }) => !passed && !Object.hasOwn(leftOut, name))
  expect(failed).toEqual([])
  expect(results.filter(({ passed }) => passed).length).toBeGreaterThanOrEqual(20)
  // A reason for a scenario that is no more, or that passes by now, is none.
  const failing = results.flatMap(({ name, passed }) => (passed ? [] : [name]))
  expect([...failing, 'sse-retry'].toSorted()).toEqual(expect.arrayContaining(Object.keys(leftOut)))
}, 120_000)

/** Reaches a server as Parley would, signs in when that is wanted, and calls each tool once. */
async function reach(folder: string, url: string, client: LoginClient | undefined): Promise<void> {
  const name = 'conformance'
  const servers = await openToolServers(hostOf(folder))
  try {
    servers.configure([{ ...recipeOf(name, { type: 'http', url }), questions: agreeable() }])
    await servers.restart(name)
    if (servers.status(name).failure?.code === 'mcp-login-needed') await servers.signIn(name, browse, client)
    for (const tool of await servers.list()) {
      const options = { signal: AbortSignal.timeout(20_000), onProgress: () => undefined }
      const call = () => servers.call(callOf(tool.name, '{"a":5,"b":3}'), options)
      await call().catch(async (error: unknown) => {
        // More rights than the first login gave: a person would press the button again.
        if (failureFrom(error).code !== 'mcp-login-needed') throw error
        await servers.signIn(name, browse, client)
        await call()
      })
    }
  } finally {
    await servers.close()
  }
}

/** A person who sends each form as it is shown. */
function agreeable(): McpQuestions {
  const questions = createMcpQuestions(systemClock, () => 20_000)
  questions.attend(() => true)
  questions.watch(() => {
    for (const { id, fields } of questions.open()) {
      questions.answer(id, { action: 'accept', values: { ...startOf(fields) } })
    }
  })
  return questions
}

/** What a person would have typed in before. */
function clientOf(context: string): LoginClient | undefined {
  const given = z
    .object({ name: z.literal('auth/pre-registration'), client_id: z.string(), client_secret: z.string() })
    .safeParse(JSON.parse(context))
  return given.success ? { id: given.data.client_id, secret: given.data.client_secret } : undefined
}

/** Where the programs of the suite hand their addresses to. */
async function listen(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://127.0.0.1')
    const url = searchParams.get('url') ?? ''
    const answer = (status: number) => response.writeHead(status).end()
    reach(folder, url, clientOf(searchParams.get('context') ?? '{}')).then(
      () => answer(200),
      () => answer(500),
    )
  })
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`
}

/** Runs all scenarios; gives what the summary says of each. */
async function runSuite(place: string) {
  const suite = createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json')
  const program = join(dirname(suite), 'dist', 'index.js')
  const relay = fileURLToPath(new URL('./testing/conformance-relay.ts', import.meta.url))
  const command = `"${process.execPath}" "${relay}"`
  const flags = ['--command', command, '--suite', 'all', '--timeout', '90000']
  const child = spawn(process.execPath, [program, 'client', ...flags], {
    env: { ...process.env, PARLEY_CONFORMANCE: place },
    cwd: temporaryFolder(),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await new Promise((resolve) => child.once('close', resolve))
  return [...said.matchAll(/^([✓✗]) (\S+): \d+ passed/gmu)].map(([, sign, name = '']) => ({
    name,
    passed: sign === '✓',
  }))
}
