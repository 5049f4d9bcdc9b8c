import type { BranchTree, TreeRow } from '../../../contract/branch-tree.ts'
import type { MessageId, SessionId } from '../../../contract/id.ts'
import { textOf, type Message } from '../../../contract/message.ts'
import type { Store } from '../ports/stores.ts'
import { need } from './find-session.ts'

/** How many branches are walked to their ends; whoever makes more has lost sight of them anyway. */
const mostBranches = 200
const snippetLength = 120

type Stores = Pick<Store, 'sessions' | 'messages'>

interface Walk {
  readonly store: Stores
  readonly shown: ReadonlySet<MessageId>
  readonly rows: TreeRow[]
  branches: number
}

/** A stretch of messages up to the end of its branch, and where on it others stand in the place of a message. */
interface Path {
  readonly messages: readonly Message[]
  readonly versions: ReadonlyMap<MessageId, readonly MessageId[]>
}

/**
 * Reads where a chat divides, and the stretches in between. Each message is read once, however many branches go on
 * behind it. Throws `session-missing`.
 */
export async function readTree(store: Stores, id: SessionId): Promise<BranchTree> {
  const { leafId } = await need(id, store.sessions.get(id))
  if (leafId === null) return { rows: [], complete: true }
  const path = await pathOf(store, await store.messages.path(leafId))
  const shown = new Set(path.messages.map((message) => message.id))
  const walk: Walk = { store, shown, rows: [], branches: 0 }
  const [first] = path.messages
  // The first question may have versions too.
  if (first && path.versions.has(first.id)) await addVersions(walk, path, null)
  else await addPath(walk, path, null)
  return { rows: walk.rows, complete: walk.branches <= mostBranches }
}

/** Adds the stretch up to the next place with versions, then those. The versions of its first message are not its concern. */
async function addPath(walk: Walk, path: Path, parentId: MessageId | null): Promise<void> {
  const { messages, versions } = path
  const divides = messages.findIndex(({ id }, index) => index > 0 && versions.has(id))
  const isLast = divides < 0 || walk.branches > mostBranches
  const stretch = isLast ? messages : messages.slice(0, divides)
  const [first] = stretch
  if (!first) return
  walk.rows.push(rowOf(first, stretch, parentId, walk.shown))
  if (!isLast) await addVersions(walk, { ...path, messages: messages.slice(divides) }, first.id)
}

/** Adds all that stand in the place of the path's first message, in their order, the path itself among them. */
async function addVersions(walk: Walk, path: Path, parentId: MessageId | null): Promise<void> {
  const own = path.messages[0]?.id
  for (const version of (own && path.versions.get(own)) ?? []) {
    if (version === own) await addPath(walk, path, parentId)
    else await addBranch(walk, version, parentId)
  }
}

async function addBranch(walk: Walk, id: MessageId, parentId: MessageId | null): Promise<void> {
  walk.branches += 1
  if (walk.branches > mostBranches) return
  const { messages } = walk.store
  const leaf = await messages.newestLeaf(id)
  if (!leaf) return
  const ids = await messages.pathIds(leaf)
  const behind = await messages.path(leaf, ids.length - ids.indexOf(id))
  await addPath(walk, await pathOf(walk.store, behind), parentId)
}

async function pathOf(store: Stores, messages: readonly Message[]): Promise<Path> {
  const places = await store.messages.branches(messages)
  return { messages, versions: new Map(places.flatMap((ids) => ids.map((id) => [id, ids] as const))) }
}

function rowOf(
  first: Message,
  stretch: readonly Message[],
  parentId: MessageId | null,
  shown: Walk['shown'],
): TreeRow {
  const firstWords = (role: Message['role']) =>
    stretch
      .filter((message) => message.role === role)
      .map((message) => textOf(message).trim())
      .find((words) => words !== '') ?? ''
  return {
    id: first.id,
    parentId,
    shown: shown.has(first.id),
    questions: stretch.filter(({ role }) => role === 'user').length,
    messages: stretch.length,
    question: snippet(firstWords('user')),
    answer: snippet(firstWords('assistant')),
    createdAt: first.createdAt,
  }
}

function snippet(words: string): string {
  // Of Markdown only the marks that stand in the way of reading.
  const plain = words.slice(0, snippetLength * 2).replaceAll(/\*\*|`+|^#+ /gm, '')
  return plain.replaceAll(/\s+/g, ' ').slice(0, snippetLength).toWellFormed()
}
