import type { Route } from '../api/route.ts'
import { answerChat } from './chat.ts'
import { answerEmbeddings } from './embeddings.ts'
import { answerModel, answerModels } from './models.ts'

/** What OpenAI's clients ask for. */
export const openAiRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/models', work: answerModels },
  { method: 'GET', path: '/v1/models/*', work: answerModel },
  { method: 'POST', path: '/v1/chat/completions', work: answerChat },
  { method: 'POST', path: '/v1/embeddings', work: answerEmbeddings },
]
