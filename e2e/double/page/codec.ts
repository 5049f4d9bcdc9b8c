// JSON with tags for what structured clone keeps. These functions run in main and, as text, in the preload's world, so
// none may use anything but the others and what both worlds have.
interface Tag {
  readonly $: string
  readonly v?: unknown
  readonly k?: string
}

/** Text for one value. Throws `An object could not be cloned.` where structured clone would refuse. */
export function encode(value: unknown): string {
  return JSON.stringify(tagValue(value, new Map()))
}

/** The value `encode` was given; an Error keeps name, message and stack only. */
export function decode(text: string): unknown {
  return untagValue(JSON.parse(text), [])
}

function tagValue(value: unknown, seen: Map<object, number>): unknown {
  if (value === undefined) return { $: 'undefined' }
  if (typeof value === 'bigint') return { $: 'bigint', v: String(value) }
  if (typeof value === 'number') return tagNumber(value)
  if (typeof value === 'function' || typeof value === 'symbol')
    throw new Error('An object could not be cloned.')
  if (typeof value !== 'object' || value === null) return value
  const known = seen.get(value)
  if (known !== undefined) return { $: 'seen', v: known }
  seen.set(value, seen.size)
  return tagObject(value, seen)
}

function tagNumber(value: number): unknown {
  if (Object.is(value, -0)) return { $: 'number', v: '-0' }
  return Number.isFinite(value) ? value : { $: 'number', v: String(value) }
}

function tagObject(value: object, seen: Map<object, number>): unknown {
  if (value instanceof Date) return { $: 'date', v: value.getTime() }
  if (value instanceof Map) {
    return { $: 'map', v: [...value].map(([key, item]) => [tagValue(key, seen), tagValue(item, seen)]) }
  }
  if (value instanceof Set) return { $: 'set', v: [...value].map((item) => tagValue(item, seen)) }
  if (value instanceof Error) return { $: 'error', v: [value.name, value.message, value.stack] }
  if (value instanceof RegExp) return { $: 'pattern', v: [value.source, value.flags] }
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return tagBytes(value)
  if (Array.isArray(value)) return { $: 'array', v: value.map((item) => tagValue(item, seen)) }
  const kind = Object.prototype.toString.call(value).slice(8, -1)
  if (/^(Promise|Weak\w+|Window|HTML\w+|Text|Document|\w*Event)$/.test(kind)) {
    throw new Error('An object could not be cloned.')
  }
  return { $: 'object', v: Object.entries(value).map(([key, item]) => [key, tagValue(item, seen)]) }
}

function tagBytes(value: ArrayBuffer | ArrayBufferView): Tag {
  const whole = value instanceof ArrayBuffer
  const bytes = whole
    ? new Uint8Array(value)
    : new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  let binary = ''
  for (let start = 0; start < bytes.length; start += 32_768) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 32_768))
  }
  // A Node Buffer calls itself Uint8Array here, which is also how it arrives in Electron's pages.
  return { $: 'bytes', k: Object.prototype.toString.call(value).slice(8, -1), v: btoa(binary) }
}

function untagValue(tagged: unknown, made: unknown[]): unknown {
  if (typeof tagged !== 'object' || tagged === null) return tagged
  const tag = tagged as Tag
  switch (tag.$) {
    case 'undefined':
      return undefined
    case 'bigint':
      return BigInt(tag.v as string)
    case 'number':
      return Number(tag.v)
    case 'seen':
      return made[tag.v as number]
    default:
      return untagObject(tag, made)
  }
}

function untagObject(tag: Tag, made: unknown[]): unknown {
  const keep = <T>(value: T): T => {
    made.push(value)
    return value
  }
  switch (tag.$) {
    case 'date':
      return keep(new Date(tag.v as number))
    case 'error': {
      const [name, message, stack] = tag.v as [string, string, string]
      return Object.assign(keep(new Error(message)), { name, stack })
    }
    case 'pattern':
      return keep(new RegExp(...(tag.v as [string, string])))
    case 'bytes':
      return keep(untagBytes(tag))
    default:
      return untagCollection(tag, keep, made)
  }
}

function untagCollection(tag: Tag, keep: <T>(value: T) => T, made: unknown[]): unknown {
  if (tag.$ === 'map') {
    const map = keep(new Map<unknown, unknown>())
    for (const [key, item] of tag.v as [unknown, unknown][])
      map.set(untagValue(key, made), untagValue(item, made))
    return map
  }
  if (tag.$ === 'set') {
    const set = keep(new Set<unknown>())
    for (const item of tag.v as unknown[]) set.add(untagValue(item, made))
    return set
  }
  if (tag.$ === 'array') {
    const array = keep<unknown[]>([])
    for (const item of tag.v as unknown[]) array.push(untagValue(item, made))
    return array
  }
  const record = keep<Record<string, unknown>>({})
  for (const [key, item] of tag.v as [string, unknown][]) record[key] = untagValue(item, made)
  return record
}

function untagBytes(tag: Tag): unknown {
  const bytes = Uint8Array.from(atob(tag.v as string), (letter) => letter.charCodeAt(0))
  if (tag.k === 'ArrayBuffer') return bytes.buffer
  const views = globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>
  const View = views[tag.k ?? 'Uint8Array'] ?? Uint8Array
  return new View(bytes.buffer)
}

/** The functions above as one script text, for a scope of the preload's world. */
export function codecSource(): string {
  const parts = [
    encode,
    decode,
    tagValue,
    tagNumber,
    tagObject,
    tagBytes,
    untagValue,
    untagObject,
    untagCollection,
    untagBytes,
  ]
  return parts.map(String).join('\n')
}
