/** Settles as `work` does, or rejects with the signal's reason as soon as it is aborted, whichever is first. */
export function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  if (signal.aborted) {
    work.catch(() => undefined)
    return Promise.reject(reasonOf(signal))
  }
  return new Promise((resolve, reject) => {
    const stop = () => reject(reasonOf(signal))
    signal.addEventListener('abort', stop, { once: true })
    const forget = () => signal.removeEventListener('abort', stop)
    work.then(
      (value) => {
        forget()
        resolve(value)
      },
      (error: unknown) => {
        forget()
        reject(error instanceof Error ? error : new Error(String(error)))
      },
    )
  })
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted')
}
