import type { Failure } from '../../../contract/failure.ts'
import type { ToolCall, ToolDefinition } from '../../../contract/tool.ts'

/**
 * Somewhere tools come from: the built-in ones, an MCP server. The run loop lists the tools once per run and calls
 * them; it has checked nothing but the name.
 */
export interface ToolSource {
  list(): Promise<readonly ToolDefinition[]>
  /**
   * What is wrong with the arguments of a call, told before anybody is asked whether it may run; `undefined` when
   * nothing is, or only the call itself can tell. Absent: the latter, always.
   */
  objection?(call: ToolCall): Failure | undefined
  /**
   * Runs one call and gives what the model is to read. Checks the arguments itself. Throws ParleyError with
   * `tool-unknown`, `tool-arguments-invalid` or `tool-failed`; anything else thrown counts as `tool-failed`. After an
   * abort it stops what it started; its late answer is dropped.
   */
  call(call: ToolCall, options: ToolCallOptions): Promise<string>
}

/** The model that the chat of a call speaks with. */
export interface CallModel {
  readonly name: string
  /** Asks it apart from the chat, with no tools. What it takes is charged. Rejects with ParleyError. */
  ask(question: ModelQuestion, signal: AbortSignal): Promise<ModelWords>
}

export interface ModelQuestion {
  readonly instructions?: string | undefined
  readonly turns: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[]
  readonly maxTokens: number
}

export interface ModelWords {
  readonly text: string
  /** True where the limit of tokens ended it. */
  readonly isCut: boolean
}

export interface ToolCallOptions {
  readonly signal: AbortSignal
  /** A line for the person who watches; may be called at any rate. */
  readonly onProgress: (text: string) => void
  /** Absent for a call that belongs to no chat. */
  readonly model?: CallModel
  /** Told when the call begins and ends to wait for a person, which counts for no limit of time. */
  readonly onPerson?: (waits: boolean) => void
  /**
   * The fingerprint of the tool as the run was told of it. A source whose tools can change refuses a call of one that is
   * another by now, with `mcp-tool-changed`. Absent: what the source told last counts.
   */
  readonly fingerprint?: string | undefined
}
