// The little that Node and browsers share and the core needs. Compiled only in tsconfig.core.json, where neither
// Node's types nor the DOM's exist, so that the core cannot come to depend on one of them.
interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}
declare var AbortSignal: { any(signals: readonly AbortSignal[]): AbortSignal }

interface AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}
declare var AbortController: { new (): AbortController }

interface URL {
  readonly protocol: string
  readonly username: string
  readonly password: string
  readonly host: string
  readonly hostname: string
  readonly origin: string
  readonly href: string
}
declare var URL: { parse(text: string): URL | null }

declare var crypto: {
  randomUUID(): string
  readonly subtle: { digest(algorithm: 'SHA-256', bytes: Uint8Array): Promise<ArrayBuffer> }
}
declare class TextEncoder {
  encode(text: string): Uint8Array
}
