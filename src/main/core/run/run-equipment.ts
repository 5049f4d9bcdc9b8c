import type { AgentView } from '../../../contract/agent.ts'
import type { Message } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import type { Attachments } from '../attachments/attachments.ts'
import { fillClient } from '../attachments/filled-client.ts'
import { mostToldIn } from '../attachments/media-tokens.ts'
import type { AttachmentSearch } from '../attachments/search/attachment-search.ts'
import { withSearch } from '../attachments/search/with-search.ts'
import type { ContextRules } from '../compaction/fit-context.ts'
import type { Marking } from '../context/marking.ts'
import { toolsOf } from '../library/run-agent.ts'
import type { Log } from '../ports/log.ts'
import { withModel, type ModelWay } from './call-model.ts'
import type { ModelClient } from '../ports/model-client.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import { withClientTools } from '../tools/client-tools.ts'
import { createRunOutputs, type RunOutputs } from '../tools/run-outputs.ts'
import { createRunTools, type RunTools } from '../tools/run-tools.ts'
import { withOutputs } from '../tools/tools-with-outputs.ts'

/** What a run works with: its model, its tools, and the files of its chat. */
export interface RunEquipment extends ModelWay {
  readonly tools: ToolSource
  /** Letters of all tools' schemas up to which a model is told them whole. */
  readonly schemaLimit: () => number
  /** Characters of one result that a model reads. */
  readonly outputLength: () => number
  readonly attachments: Attachments
  readonly attachmentSearch: AttachmentSearch
  readonly context: ContextRules
  readonly log: Log
}

/** What is known of the chat of a run. */
export interface ChatOfRun {
  readonly agent: AgentView | undefined
  readonly path: readonly Message[]
  readonly marking: Marking
}

/** The tools of one run: those of the agent and of the caller, and those that only a chat has. */
export function toolsForRun(
  dependencies: RunEquipment,
  run: Pick<Run, 'options' | 'sessionId'>,
  { agent, path, marking }: ChatOfRun,
): { readonly tools: RunTools; readonly outputs: RunOutputs } {
  const { options, sessionId } = run
  const known = toolsOf(agent, withModel(dependencies.tools, dependencies, run))
  const source = withClientTools(known, options.clientTools ?? [])
  const offered = createRunTools(source, dependencies.schemaLimit(), path)
  const search = dependencies.attachmentSearch.forRun(sessionId, marking.withoutMutedFiles(path))
  const outputs = createRunOutputs({
    ...dependencies,
    path,
    limit: dependencies.outputLength(),
    shortened: marking.outputs(path),
  })
  return { tools: withOutputs(withSearch(offered, search), outputs), outputs }
}

/** The model, and with it the files that go to it. */
export async function connectFilled(
  dependencies: RunEquipment,
  { options, sessionId }: Run,
): Promise<ModelClient> {
  const client = await dependencies.connect(options, sessionId)
  const mostTold = mostToldIn(await dependencies.context.windowOf(options))
  return fillClient(client, { ...dependencies, options, mostTold })
}
