import { seededRandom, type Document } from './documents.ts'
import { oneShot, streamed } from './one-shot.ts'

/** Every cut in two (`cuts` random ones of a longer text), one character at a time, and random chunks. */
export function differences({ name, text }: Document, cuts = 200): string[] {
  const whole = oneShot(text)
  const random = seededRandom(text.length)
  const places =
    text.length <= cuts
      ? Array.from({ length: text.length + 1 }, (_, index) => index)
      : Array.from({ length: cuts }, () => Math.floor(random() * text.length))
  const wrong = places
    .filter((cut) => streamed([text.slice(0, cut), text.slice(cut)]) !== whole)
    .map((cut) => `${name} cut at ${cut}`)
  if (streamed(Array.from(text)) !== whole) wrong.push(`${name} by character`)
  if (streamed(randomChunks(text, random)) !== whole) wrong.push(`${name} in random chunks`)
  return wrong
}

function randomChunks(text: string, random: () => number): string[] {
  const chunks: string[] = []
  for (let at = 0; at < text.length; at += chunks.at(-1)?.length ?? 1) {
    chunks.push(text.slice(at, at + 1 + Math.floor(random() * 12)))
  }
  return chunks
}
