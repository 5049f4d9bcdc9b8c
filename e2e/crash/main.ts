// npm run crash-test -- [--kills 1000] [--seed N] [--lanes 2] [--lost 250]: kills the built app again and again and checks what is left.
import { parseArgs } from 'node:util'
import { lineOf, runCrashes } from './crash-run.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    lanes: { type: 'string', default: '2' },
    lost: { type: 'string', default: '250' },
  },
})
// What the provider has sent takes its way to the app, and a busy machine takes its time for that.
const mostLostMs = { received: Number(values.lost), sent: 2 * Number(values.lost) }
const [kills, seed, lanes] = [Number(values.kills), Number(values.seed), Number(values.lanes)]
console.log(`Killing ${kills} times, ${lanes} profiles at once, seed ${seed}.`)
const begun = performance.now()
const { broken, ...total } = await runCrashes({
  kills,
  seed,
  lanes,
  mostLostMs,
  say: (line) => console.log(line),
})
const seconds = (performance.now() - begun) / 1000
if (broken) {
  console.log(`Broken after ${total.kills} kills, the last during ${broken.moment}; seed ${seed}.`)
  for (const problem of broken.problems) console.log(`  ${problem}`)
  console.log(`The profile is kept: ${broken.profile}`)
} else {
  const { received, sent } = mostLostMs
  console.log(`${lineOf(total)} (allowed: ${received} and ${sent}).`)
  console.log(`Every check held after every kill; ${(seconds / total.kills).toFixed(2)} s for each.`)
}
process.exitCode = broken ? 1 : 0
