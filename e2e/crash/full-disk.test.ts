import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessionIdOf } from '../../src/contract/id.ts'
import { repositoryFile } from '../harness/paths.ts'
import { startWireServer, type WireServer } from '../wire/server.ts'
import { connectClient, type Client } from './client.ts'
import { startLife, type Life } from './life.ts'

const place = mountSmallDisk()
const isReady = place !== undefined && existsSync(repositoryFile('out/main/headless.js'))
const why = isReady ? '' : ' (skipped: no small file system can be mounted here, or there is no build)'

/** A file system of a few megabytes; undefined where this user may not mount one. */
function mountSmallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'parley-small-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    rmSync(folder, { recursive: true })
    return undefined
  }
}

describe.skipIf(!isReady)(`the built app on a disk that fills up${why}`, () => {
  const folder = place ?? ''
  const filler = join(folder, 'filler')
  const sessionId = sessionIdOf('s1')
  let wire: WireServer
  let life: Life
  let client: Client
  let onEnd: (() => void) | undefined

  beforeAll(async () => {
    wire = await startWireServer()
    life = startLife(folder, wire.url, 'k')
    client = await connectClient(await life.ready)
    client.onEvents = (_run, events) => {
      if (events.some(({ type }) => type === 'run-ended')) onEnd?.()
    }
  })
  afterAll(async () => {
    await life.kill()
    await wire.close()
    execFileSync('umount', [folder])
    rmSync(folder, { recursive: true })
  })

  const fill = () => {
    const { bavail, bsize } = statfsSync(folder)
    writeFileSync(filler, Buffer.alloc(bavail * bsize))
  }
  const texts = async () => {
    const { transcript } = await client.ask('sessions.open', { sessionId })
    return transcript.messages.map(({ parts }) =>
      parts.map((part) => ('text' in part ? part.text : '')).join(''),
    )
  }
  const say = async (text: string) => {
    const ended = new Promise<void>((resolve) => (onEnd = resolve))
    const { run } = await client.ask('runs.start', { sessionId, text })
    const { events } = await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
    client.onEvents(run.id, events)
    await ended
    return client.ask('runs.get', { runId: run.id })
  }

  it('DU-06 still reads, refuses what it cannot keep, and goes on by itself when there is room', async () => {
    expect(await say('One')).toMatchObject({ status: 'completed' })
    fill()
    const large = 'words '.repeat(10_000)
    await expect(say(large)).rejects.toThrow('storage-full')
    expect(await texts()).toStrictEqual(['One', 'You said: One'])
    const { sessions } = await client.ask('sessions.list', {})
    expect(sessions).toHaveLength(1)
    rmSync(filler)
    expect(await say(large)).toMatchObject({ status: 'completed' })
    expect(await texts()).toStrictEqual(['One', 'You said: One', large, `You said: ${large}`])
  })

  it('DU-06 keeps an answer whose end found no room, and stores it with the next turn', async () => {
    wire.script('openai-chat', {
      type: 'answer',
      steps: [
        { type: 'text', text: 'Begun. ' },
        { type: 'pause', ms: 150 },
        { type: 'mark', reached: fill },
        { type: 'text', text: 'much '.repeat(20_000) },
        { type: 'silence' },
      ],
    })
    expect(await say('Two')).toMatchObject({ status: 'failed', failure: { code: 'storage-full' } })
    const shown = await texts()
    expect(shown.at(-1)).toMatch(/^Begun\. /)
    await expect(say('words '.repeat(10_000))).rejects.toThrow('storage-full')
    rmSync(filler)
    expect(await say('Three')).toMatchObject({ status: 'completed' })
    expect(await texts()).toStrictEqual([...shown, 'Three', 'You said: Three'])
  })
})
