import { dialog } from 'electron'
import type { Failure } from '../../contract/failure.ts'
import { englishText as text } from '../../contract/language/text.ts'

/** What a person wants where the server with the chats cannot be opened. */
export type WithoutServer = 'again' | 'here' | 'quit'

const choices = ['again', 'here', 'quit'] as const

/** Asks. Escape and closing the dialog quit. */
export async function askWithoutServer({ message }: Failure): Promise<WithoutServer> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: text('rescue.away'),
    detail: text('rescue.away-detail', { reason: message }),
    buttons: choices.map((choice) => text(`rescue.${choice}`)),
    defaultId: 0,
    cancelId: choices.length - 1,
    noLink: true,
  })
  return choices[response] ?? 'quit'
}
