// The program that the public suite starts for each scenario. It hands the address on to the test, where the client is.

const [address = '', place = ''] = [process.argv.at(-1), process.env['PARLEY_CONFORMANCE']]
const response = await fetch(`${place}?url=${encodeURIComponent(address)}`)
process.exitCode = response.ok ? 0 : 1
