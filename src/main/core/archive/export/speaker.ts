import { englishText } from '../../../../contract/language/text.ts'
import type { Message } from '../../../../contract/message.ts'

/** Whose message it is, with the model where one wrote it. */
export function speakerOf({ role, model }: Message): string {
  const speaker = englishText(`export.role.${role}`)
  return model === undefined ? speaker : `${speaker} · ${model}`
}
