/** Where one is in a JSON text that is read mark by mark. */
export interface JsonPlace {
  /** How deep the value goes that is being read; 0 outside of one. */
  depth: number
  inString: boolean
  escaped: boolean
  /** In a number or a word such as `null`, which nothing but the next mark ends. */
  inWord: boolean
  /** In an outermost array, whose elements are the values. */
  inList: boolean
}

export function startPlace(): JsonPlace {
  return { depth: 0, inString: false, escaped: false, inWord: false, inList: false }
}

/** True when the mark that was read last belongs to a value that is not complete. */
export function isInValue({ depth, inString, inWord }: JsonPlace): boolean {
  return depth > 0 || inString || inWord
}

/** Goes on by one mark and tells whether a value is complete with it, or was before it. */
export function step(place: JsonPlace, mark: string): 'goes-on' | 'ends-before' | 'ends-with' {
  if (place.inString) return stepInString(place, mark)
  if (place.inWord && isBreak(mark)) {
    place.inWord = false
    if (mark === ']') place.inList = false
    return 'ends-before'
  }
  if (mark === '"') place.inString = true
  else if (mark === '{') place.depth += 1
  else if (mark === '[') open(place)
  else if (mark === '}' || mark === ']') return close(place)
  else if (place.depth === 0 && !isBreak(mark)) place.inWord = true
  return 'goes-on'
}

function stepInString(place: JsonPlace, mark: string) {
  if (place.escaped) place.escaped = false
  else if (mark === '\\') place.escaped = true
  else if (mark === '"') {
    place.inString = false
    if (place.depth === 0) return 'ends-with'
  }
  return 'goes-on'
}

function open(place: JsonPlace): void {
  if (place.depth > 0 || place.inList) place.depth += 1
  else place.inList = true
}

function close(place: JsonPlace) {
  if (place.depth === 0) {
    place.inList = false
    return 'goes-on'
  }
  place.depth -= 1
  return place.depth === 0 ? 'ends-with' : 'goes-on'
}

function isBreak(mark: string): boolean {
  return mark === ',' || mark === ']' || mark === '}' || mark <= ' '
}
