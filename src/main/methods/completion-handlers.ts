import { createAnswerMemory } from '../core/completion/answer-memory.ts'
import { complete, type CompletionNeeds } from '../core/completion/complete.ts'
import type { OfferedModels } from '../core/completion/offered-models.ts'
import type { Handlers } from './door.ts'

interface Needs extends Omit<CompletionNeeds, 'resolve' | 'memory'> {
  readonly offered: OfferedModels
}

/** What programs ask of models, without a chat. */
export function completionHandlers({
  offered,
  ...needs
}: Needs): Pick<Handlers, 'models.offered' | 'completions.create'> {
  const memory = createAnswerMemory()
  return {
    'models.offered': async () => ({ models: await offered.list() }),
    'completions.create': (ask, caller) =>
      complete(
        ask,
        { ...needs, memory, resolve: (name) => offered.resolve(name) },
        {
          signal: caller.gone ?? new AbortController().signal,
          onPiece: (piece) => caller.notify({ type: 'completion-pieces', id: ask.id, pieces: [piece] }),
        },
      ),
  }
}
