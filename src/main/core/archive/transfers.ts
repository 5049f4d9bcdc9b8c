import { ParleyError } from '../errors.ts'

/** More than these are not kept open: the oldest ends, since a caller that is gone ends nothing itself. */
const mostOpen = 8

interface Transfer<Work> {
  readonly work: Work
  next: number
  busy: boolean
}

/** Long work that callers do in numbered steps under an id of their own. */
export interface Transfers<Work> {
  /**
   * Does step `number`; 0 begins. Throws `archive-interrupted` when it is not the next one, or the one before goes on.
   * A step that fails ends the work.
   */
  step<Result>(
    id: string,
    number: number,
    run: (work: Work) => Promise<{ readonly result: Result; readonly ended: boolean }>,
  ): Promise<Result>
  /** Ends the work and gives it; undefined when there is none. */
  end(id: string): Promise<Work | undefined>
}

export function createTransfers<Work>(
  begin: () => Work,
  close: (work: Work) => Promise<void> = async () => undefined,
): Transfers<Work> {
  const open = new Map<string, Transfer<Work>>()
  const end = async (id: string): Promise<Work | undefined> => {
    const work = open.get(id)?.work
    open.delete(id)
    if (work !== undefined) await close(work)
    return work
  }
  // In one go, so that a second step cannot come between.
  const take = (id: string, number: number): Transfer<Work> => {
    const known = open.get(id) ?? (number === 0 ? { work: begin(), next: 0, busy: false } : undefined)
    if (!known || known.next !== number || known.busy) throw new ParleyError('archive-interrupted')
    known.busy = true
    known.next += 1
    open.set(id, known)
    return known
  }
  return {
    end,
    async step(id, number, run) {
      const transfer = take(id, number)
      const [oldest] = open.keys()
      try {
        if (oldest !== undefined && open.size > mostOpen) await end(oldest)
        const { result, ended } = await run(transfer.work)
        if (ended) await end(id)
        return result
      } catch (error) {
        await end(id)
        throw error
      } finally {
        transfer.busy = false
      }
    },
  }
}
