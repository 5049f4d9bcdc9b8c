import type { AnswerParts } from '../answer-parts.ts'
import { citePages, labelOf } from '../loose-parts.ts'
import { listOf, looseOf, textOf, type Loose } from '../loose.ts'

// What the provider does by itself. Other items are about the conversation, or of a kind that nobody could send back.
const ownWork =
  /^(?:(?:web_search|file_search|code_interpreter|image_generation|mcp|computer|local_shell|shell|apply_patch)_call(?:_output)?|mcp_list_tools|compaction)$/

/** Adds what the provider did by itself: its item, and the picture if it made one. */
export function addProviderItem(parts: AnswerParts, item: Loose): void {
  const { type, result, output_format: format, ...rest } = item
  const kind = textOf(type)
  if (!ownWork.test(kind)) return
  const isImage = kind === 'image_generation_call' && textOf(result) !== ''
  // The picture is kept once, as the part behind its item.
  const kept = isImage ? { type, ...rest, ...(format !== undefined && { output_format: format }) } : item
  parts.add({
    type: 'provider-item',
    protocol: 'openai-responses',
    kind,
    label: labelOf(item),
    data: JSON.stringify(kept),
  })
  const mediaType = `image/${textOf(format) || 'png'}`
  if (isImage) parts.add({ type: 'image', mediaType, data: textOf(result) })
}

/** Adds the pages that the texts of an item name. */
export function citeAll(parts: AnswerParts, item: Loose): void {
  for (const content of listOf(item['content'])) citePages(parts, looseOf(content)['annotations'])
}
