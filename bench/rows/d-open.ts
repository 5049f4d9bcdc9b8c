import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { launchBrowserFace } from '../../e2e/harness/faces.ts'
import { messageIdOf, sessionIdOf } from '../../src/contract/id.ts'
import { longestPage } from '../../src/contract/transcript.ts'
import { systemClock } from '../../src/main/config/system-clock.ts'
import { createSessions, type Sessions } from '../../src/main/core/session/sessions.ts'
import { heldUp } from '../held-up.ts'
import { alternate, median } from '../stats.ts'
import { openPair, type Pair } from '../storage/bare.ts'
import { chatName, lengths, longChatsProfile, messagesOf } from '../storage/long-chats.ts'
import { wordOf } from '../storage/vocabulary.ts'
import { row, type Row } from '../table.ts'

const [short, long] = lengths
const repeats = 20
const opensOnScreen = 15

/** D1: to open a chat of 10,000 messages and one of 1,000: in the core, and until the newest message is on the screen. */
export async function openRows(): Promise<readonly Row[]> {
  const folder = await longChatsProfile()
  try {
    return [...(await coreRows(folder)), ...(await screenRows(folder))]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function coreRows(folder: string): Promise<readonly Row[]> {
  const pair = await openPair(join(folder, 'parley.sqlite'))
  const sessions = createSessions(pair.store, systemClock, () => ({}))
  const id = sessionIdOf(chatName(long))
  const bare = barePage(pair)
  const variants = {
    long: () => open(sessions, long),
    short: () => open(sessions, short),
    whole: () => readWhole(pair, long),
    newest: () => sessions.pageUpTo(id, messageIdOf(`${id}-${long - 1}`)),
    oldest: () => sessions.pageUpTo(id, messageIdOf(`${id}-99`)),
    bare: () => bare(long),
  }
  const named = Object.entries(variants).map(([name, work]) => ({ name, run: () => many(work) }))
  const samples = await alternate(named, 30, 5, false)
  const held = {
    'a chat opened': await heldUp(() => open(sessions, long)),
    'the longest page': await heldUp(() =>
      sessions.pageUpTo(id, messageIdOf(`${id}-${long - 1}`), longestPage),
    ),
    'a search in a chat': await heldUp(() => sessions.find(id, wordOf(0))),
  }
  await pair.close()
  const wall = (name: string) => median((samples.get(name) ?? []).map((each) => each.wall)) / repeats
  const unit = 'ms'
  return [
    row('D1 core, 10,000', 'open', wall('long'), 'open 1,000', wall('short'), unit, 1.2),
    row('D1 core, against all', 'open', wall('long'), 'the whole chat read', wall('whole'), unit),
    row('D1 a page far back', 'Parley', wall('oldest'), 'the newest page', wall('newest'), unit, 1.2),
    row('D1 a page', 'Parley', wall('newest'), 'the bare statements', wall('bare'), unit),
    ...Object.entries(held).map(([name, ms]) =>
      row(`D1 main thread, ${name}`, 'held up', ms, 'limit', 5, unit, 1),
    ),
  ]
}

async function many(work: () => unknown): Promise<void> {
  for (let index = 0; index < repeats; index++) await work()
}

async function open(sessions: Sessions, length: number) {
  return sessions.newestPage(await sessions.open(sessionIdOf(chatName(length))))
}

/** What opening a chat took before there were pages. */
async function readWhole({ store }: Pair, length: number): Promise<void> {
  const id = sessionIdOf(chatName(length))
  const session = await store.sessions.get(id)
  await Promise.all([
    store.messages.path(session?.leafId ?? messageIdOf('none')),
    store.runs.listBySession(id),
    store.runs.listCalls(id),
  ])
}

function barePage({ bare }: Pair) {
  const key = bare.prepare<[string], string>('select key from sessions where id = ?').pluck()
  const newest = bare.prepare<[string], { readonly id: string }>(
    'select * from messages where session_key = ? order by position desc limit 50',
  )
  const runs = bare.prepare('select * from runs where user_message_id in (select value from json_each(?))')
  const calls = bare.prepare('select * from tool_calls where message_id in (select value from json_each(?))')
  return (length: number) => {
    const ids = JSON.stringify(newest.all(key.get(chatName(length)) ?? '').map(({ id }) => id))
    return [runs.all(ids), calls.all(ids)]
  }
}

async function screenRows(folder: string): Promise<readonly Row[]> {
  const app = await launchBrowserFace({ profile: folder })
  const { page } = app
  const opened = new Map<number, number[]>(lengths.map((length) => [length, []]))
  for (let round = -2; round < opensOnScreen; round++) {
    for (const length of lengths) {
      const ms = await openOnScreen(page, length)
      if (round >= 0) opened.get(length)?.push(ms)
    }
  }
  const all: number[] = []
  for (let round = 0; round < 3; round++) all.push(await showAll(page, long))
  await app.close()
  const ms = (length: number) => median(opened.get(length) ?? [])
  return [
    row('D1 screen, 10,000', 'newest painted', ms(long), 'of 1,000', ms(short), 'ms', 1.1),
    row('D1 screen, against all', 'newest painted', ms(long), 'all as plain HTML', median(all), 'ms'),
  ]
}

/** From the press on the chat to the picture with its newest message, in milliseconds, in a page that knows nothing yet. */
async function openOnScreen(page: Page, length: number): Promise<number> {
  // A page that is loaded anew opens the chat that was open.
  await page.evaluate(() => sessionStorage.removeItem('parley-open-chat'))
  await page.reload()
  await page.getByRole('button', { name: chatName(length), exact: true }).waitFor()
  return page.evaluate(
    async ([title, newest]) => {
      const buttons = [...document.querySelectorAll<HTMLElement>('nav button')]
      const button = buttons.find(({ textContent }) => textContent === title)
      const isShown = () => {
        const turn = [...document.querySelectorAll('.turn')].at(-1)
        const {
          scrollHeight = 0,
          scrollTop = 0,
          clientHeight = 0,
        } = document.querySelector('.transcript-scroll') ?? {}
        return turn?.textContent.includes(newest) && scrollHeight - scrollTop - clientHeight < 8
      }
      const begun = performance.now()
      button?.click()
      while (!isShown()) await new Promise((resolve) => requestAnimationFrame(resolve))
      await new Promise((resolve) => requestAnimationFrame(resolve))
      return performance.now() - begun
    },
    [chatName(length), `Answer ${length - 1}`] as const,
  )
}

/** The least that a page without a virtual list has to do: to take in all messages as ready HTML and go to the end. */
async function showAll(page: Page, length: number): Promise<number> {
  const html = messagesOf(length).map(({ parts }) => {
    const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
    const blocks = text.split('\n\n').map((block) => `<p>${block.replaceAll('\n', '<br>')}</p>`)
    return `<article class="turn">${blocks.join('')}</article>`
  })
  await page.reload()
  return page.evaluate(async (content) => {
    const begun = performance.now()
    document.body.innerHTML = `<div style="height: 100vh; overflow: auto">${content}</div>`
    const box = document.body.firstElementChild
    if (box) box.scrollTop = box.scrollHeight
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
    return performance.now() - begun
  }, html.join(''))
}
