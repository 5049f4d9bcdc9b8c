import type { ImportFormat, ImportReason } from '../../../../contract/archive.ts'
import type { SessionBundle } from '../../../../contract/session-bundle.ts'
import { bundleOf } from './bundle-of.ts'
import { chatgptChat } from './chatgpt-chat.ts'
import { claudeChat } from './claude-chat.ts'
import type { Detected } from './detect.ts'
import { delugeChat } from './lm-deluge-chat.ts'
import { createRemarks, type Remarks } from './remarks.ts'
import type { Remark, SourceChat } from './source-chat.ts'
import { wholeBundle } from './whole-bundle.ts'

/** A chat that was read, with what was left out of it, or why it was not. */
export type ReadChat =
  | { readonly format: ImportFormat; readonly bundle: SessionBundle; readonly remarks: Remarks }
  | { readonly format?: ImportFormat; readonly reason: ImportReason }

type Reader = (value: unknown, remark: Remark) => SourceChat | undefined

const readers: readonly (readonly [ImportFormat, Reader])[] = [
  ['chatgpt', chatgptChat],
  ['claude', claudeChat],
  ['lm-deluge', delugeChat],
]

/** Reads the JSON of one chat. Never throws: whatever is wrong with it is a reason. */
export function readChat(text: string, kind: Detected['kind'], now: number): ReadChat {
  try {
    const value: unknown = JSON.parse(text)
    return kind === 'archive' ? readOwn(value, now) : readForeign(value, now)
  } catch {
    return { reason: 'chat-broken' }
  }
}

function readOwn(value: unknown, now: number): ReadChat {
  const bundle = wholeBundle(value, now)
  return bundle ? { format: 'archive', bundle, remarks: createRemarks() } : { reason: 'chat-broken' }
}

function readForeign(value: unknown, now: number): ReadChat {
  const remarks = createRemarks()
  for (const [format, read] of readers) {
    const chat = read(value, remarks.add)
    if (!chat) continue
    const bundle = bundleOf(chat, now, remarks.add)
    return bundle ? { format, bundle, remarks } : { format, reason: 'chat-empty' }
  }
  return { reason: 'chat-unknown' }
}
