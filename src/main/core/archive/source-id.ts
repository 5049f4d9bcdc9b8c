/**
 * A word for an id that somebody else made: itself when it is a short plain word, else a hash of it. The same id always
 * gives the same word, so that a second import finds what the first one stored. The hash is no protection: who wants
 * two chats to be taken for one can do that to their own file only.
 */
export function wordOf(id: string): string {
  return /^[\w-]{1,48}$/.test(id) ? id : `x${hashOf(id)}`
}

/** 64 bits as hexadecimal digits: two rounds of a multiplicative hash with primes of their own. */
export function hashOf(text: string): string {
  let one = 0x811c9dc5
  let other = 0x2545f491
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    one = Math.imul(one ^ unit, 0x01000193)
    other = Math.imul((other << 7) ^ (other >>> 25) ^ unit, 0x5bd1e995)
  }
  return digits(one) + digits(other ^ Math.imul(text.length, 0x9e3779b1))
}

function digits(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
