import { partSchema, roleSchema, type Part, type Role } from '../../../contract/message.ts'

// The contract's own check makes a copy of what it reads and takes longer than reading it; these give the same answer.

const roles: ReadonlySet<unknown> = new Set(roleSchema.options)

export function isRole(value: unknown): value is Role {
  return roles.has(value)
}

export function areParts(value: unknown): value is readonly Part[] {
  return Array.isArray(value) && value.every((part) => isTextPart(part) || partSchema.safeParse(part).success)
}

// What nearly all parts are.
function isTextPart(part: unknown): boolean {
  if (typeof part !== 'object' || part === null || !('type' in part) || !('text' in part)) return false
  return part.type === 'text' && typeof part.text === 'string'
}
