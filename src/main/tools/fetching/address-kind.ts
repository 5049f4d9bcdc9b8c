import { isIPv4, isIPv6 } from 'node:net'

type Bytes = readonly number[]
/** The first bytes of a network and how many bits of them count. */
type Network = readonly [bits: number, ...first: number[]]

// What IANA keeps apart from the public internet (iana-ipv4-special-registry), multicast, and where clouds answer
// their own machines.
const closedIpv4: readonly Network[] = [
  [8, 0],
  [8, 10],
  [10, 100, 64],
  [8, 127],
  [16, 169, 254],
  [12, 172, 16],
  [24, 192, 0, 0],
  [24, 192, 0, 2],
  [24, 192, 88, 99],
  [16, 192, 168],
  [15, 198, 18],
  [24, 198, 51, 100],
  [24, 203, 0, 113],
  [32, 168, 63, 129, 16],
  [4, 224],
  [4, 240],
]

// Of IPv6 only 2000::/3 is public at all, and of that not protocol assignments with Teredo (2001::/23), examples
// and 6to4, whose addresses stand for others.
const openIpv6: Network = [3, 0x20]
const closedIpv6: readonly Network[] = [
  [23, 0x20, 0x01, 0x00],
  [32, 0x20, 0x01, 0x0d, 0xb8],
  [16, 0x20, 0x02],
  [20, 0x3f, 0xff, 0x00],
]

// Networks whose last four bytes are an address of IPv4: mapped ones, and those of a gateway (NAT64, RFC 6052).
const standIns: readonly Network[] = [
  [96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff],
  [96, 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0],
]

// Where clouds give a machine its own keys. 169.254 is link-local as a whole: nobody's service is there.
const metadata: readonly Network[] = [
  [16, 169, 254],
  [32, 100, 100, 100, 200],
  [32, 168, 63, 129, 16],
  [128, 0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54],
  [10, 0xfe, 0x80],
]

/** True for an address that anybody on the internet can have; false for every other one and for what is no address. */
export function isPublicAddress(address: string): boolean {
  const bytes = meaningOf(address)
  if (!bytes) return false
  if (bytes.length === 4) return !within(bytes, closedIpv4)
  return isIn(bytes, openIpv6) && !within(bytes, closedIpv6)
}

/** True for an address under which a cloud tells a machine its secrets, and for link-local ones: never anybody's choice. */
export function isMetadataAddress(address: string): boolean {
  const bytes = meaningOf(address)
  return bytes !== undefined && within(bytes, metadata)
}

function meaningOf(address: string): Bytes | undefined {
  const bytes = bytesOf(address)
  return bytes?.length === 16 && within(bytes, standIns) ? bytes.slice(12) : bytes
}

function bytesOf(address: string): Bytes | undefined {
  if (isIPv4(address)) return address.split('.').map(Number)
  // With a zone it is an address of this machine's own links.
  if (!isIPv6(address) || address.includes('%')) return undefined
  // The parser of URLs writes all forms of one address in the same way, without dots.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const [before, after] = [wordsOf(head), wordsOf(tail ?? '')]
  const gap = tail === undefined ? 0 : 8 - before.length - after.length
  const words = [...before, ...Array.from({ length: gap }, () => 0), ...after]
  return words.flatMap((word) => [word >> 8, word & 0xff])
}

function wordsOf(text: string): readonly number[] {
  return text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16))
}

function within(bytes: Bytes, networks: readonly Network[]): boolean {
  return networks.some((network) => isIn(bytes, network))
}

function isIn(bytes: Bytes, [bits, ...first]: Network): boolean {
  // A network of IPv4 is never one of IPv6: the longest of the former has 32 bits, and all of the latter are marked so.
  return first.every((byte, index) => {
    const counting = Math.min(8, Math.max(0, bits - index * 8))
    const mask = (0xff << (8 - counting)) & 0xff
    return ((bytes[index] ?? 0) & mask) === (byte & mask)
  })
}
