import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { launchHeadless } from './browser-face.ts'
import { AppEndedEarlyError, KILLED_MARK } from './child.ts'
import type { AppUnderTest } from './faces.ts'
import { failureLines } from './failure-lines.ts'

const ENTRY = join(import.meta.dirname, 'fixture/headless.mjs')

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let profile: string
let app: AppUnderTest | undefined

beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'browser-face-'))
})
afterEach(async () => {
  await app?.close()
  app = undefined
  await rm(profile, { recursive: true, force: true })
})

test('the printed address is opened whole, with the clean environment and the asked colour scheme', async () => {
  vi.stubEnv('OPENAI_API_KEY', 'outer')
  vi.stubEnv('MODEL_NAME', 'outer')
  app = await launchHeadless(ENTRY, { profile, env: { OPENAI_BASE_URL: 'given' }, colorScheme: 'dark' })
  vi.unstubAllEnvs()
  expect(app.page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=secret$/)
  const seen = JSON.parse((await app.page.textContent('pre')) ?? '') as object
  expect(seen).toEqual({ PARLEY_DATA_DIR: profile, OPENAI_BASE_URL: 'given', args: ['serve', '--port', '0'] })
  expect(await app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  await expect(app.evaluate(() => 1)).rejects.toThrow('no main process')
})

test('closing ends the server gracefully, once', async () => {
  app = await launchHeadless(ENTRY, { profile })
  expect(await app.close()).toBe(0)
  expect(await app.close()).toBe(0)
  expect(app.output().match(/closed gracefully/g)).toHaveLength(1)
  expect(failureLines(app.output(), [])).toEqual([])
})

test('a server that will not end is killed, and the output says so', async () => {
  app = await launchHeadless(ENTRY, { profile, env: { FIXTURE_STUBBORN: '1' }, closeLimitMs: 300 })
  expect(await app.close()).toBeNull()
  expect(failureLines(app.output(), [])).toEqual([expect.stringContaining(KILLED_MARK)])
})

test('a server that ends before it listens is an error with its code and its output', async () => {
  const error = await launchHeadless(ENTRY, { profile, env: { FIXTURE_BROKEN: '1' } }).catch(
    (cause: unknown) => cause,
  )
  expect(error).toBeInstanceOf(AppEndedEarlyError)
  expect(error).toMatchObject({ code: 3, output: expect.stringContaining('no port for me') as string })
})

test("a page's uncaught error stands in the output as a failure, unless it is expected", async () => {
  app = await launchHeadless(ENTRY, { profile })
  const heard = app.page.waitForEvent('pageerror')
  await app.page.evaluate(() => {
    setTimeout(() => {
      throw new Error('page fell over')
    })
  })
  await heard
  expect(failureLines(app.output(), [])).toEqual([expect.stringContaining('page fell over')])
  expect(failureLines(app.output(), [/fell over/])).toEqual([])
})
