import type OpenAI from 'openai'
import { englishText } from '../../../contract/language/text.ts'

type WireMessage = OpenAI.ChatCompletionMessageParam
type Question = OpenAI.ChatCompletionUserMessageParam

/** Makes one of questions in a row, between which an answer had nothing that this protocol can say. */
export function joinedQuestions(messages: readonly WireMessage[]): WireMessage[] {
  const joined: WireMessage[] = []
  for (const message of messages) {
    const last = joined.at(-1)
    if (last?.role !== 'user' || message.role !== 'user') joined.push(message)
    else joined.splice(-1, 1, joinedQuestion(last, message))
  }
  return joined
}

function joinedQuestion(one: Question, other: Question): Question {
  if (typeof one.content === 'string' && typeof other.content === 'string') {
    return { role: 'user', content: `${one.content}\n\n${other.content}` }
  }
  return { role: 'user', content: [...contentPartsOf(one), ...contentPartsOf(other)] }
}

function contentPartsOf({ content }: Question): readonly OpenAI.ChatCompletionContentPart[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content
}

/** Puts an answer between results and a question. */
export function withAnswers(messages: readonly WireMessage[]): WireMessage[] {
  return messages.flatMap((message, index): WireMessage[] => {
    const isUnanswered = message.role === 'user' && messages[index - 1]?.role === 'tool'
    return isUnanswered
      ? [{ role: 'assistant', content: englishText('history.no-answer') }, message]
      : [message]
  })
}
