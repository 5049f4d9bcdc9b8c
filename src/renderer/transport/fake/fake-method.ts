import type { MethodName, MethodOutput, ParsedInput } from '../../../contract/method.ts'

/** One function for each method of the table. */
export type FakeHandlers = {
  [Name in MethodName]: (input: ParsedInput<Name>) => MethodOutput<Name> | Promise<MethodOutput<Name>>
}
