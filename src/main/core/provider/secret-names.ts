/** The name under which a provider's key of that number lies in the secret store. */
export function keyName(id: string, number = 1): string {
  return number === 1 ? `provider.${id}.key` : `provider.${id}.key.${number}`
}

/** The name under which `user:password` of a provider's proxy lies there. */
export function proxyName(id: string): string {
  return `provider.${id}.proxy`
}

/** The name under which the value of one of a provider's headers lies there. */
export function headerName(id: string, header: string): string {
  return `provider.${id}.header.${header}`
}
