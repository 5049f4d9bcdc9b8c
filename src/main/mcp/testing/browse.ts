/** What a browser does with a login that asks for nothing: follows it back to where it came from. */
export async function browse(address: string): Promise<void> {
  const response = await fetch(address, { redirect: 'manual' })
  await fetch(response.headers.get('location') ?? '')
}
