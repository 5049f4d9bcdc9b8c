import { ParleyError } from '../errors.ts'
import type { PriceCatalogue } from '../ports/price-catalogue.ts'
import { idOf, nearNames } from './model-names.ts'
import { isUsable, type KnownProvider, type ProviderList } from './provider-list.ts'

const mostNear = 3

/** A model and who serves it. */
export interface NamedModel {
  readonly provider: KnownProvider
  readonly model: string
}

/**
 * Finds who serves a model that is named without its provider: the default provider if it does, else the first brand
 * with a key, else the first one. A provider of the user's own, or at an address of the user's own, takes any name as it
 * is: nobody knows what it serves. Throws `model-unresolved` with the names that are near.
 */
export async function lookUpName(
  name: string,
  standard: KnownProvider,
  list: ProviderList,
  catalogue: Pick<PriceCatalogue, 'models' | 'knows'>,
): Promise<NamedModel> {
  if (standard.protocol !== 'demo' && !isListed(standard)) return { provider: standard, model: name }
  const listed = (await list.all()).filter(isListed)
  const inOrder = [
    ...listed.filter(({ id }) => id === standard.id),
    ...listed.filter(isUsable),
    ...listed.filter((provider) => !isUsable(provider)),
  ]
  for (const provider of inOrder) {
    const model = await modelOf(provider, name, catalogue)
    if (model) return { provider, model }
  }
  const usable = listed.filter(isUsable)
  const ids = await Promise.all(
    (usable.length > 0 ? usable : listed.slice(0, 5)).map(({ prices }) => catalogue.models(prices)),
  )
  const near = nearNames(
    name,
    ids.flat().map(({ id }) => id),
    mostNear,
  )
  throw new ParleyError(near.length > 0 ? 'model-unresolved' : 'model-unheard', {
    params: { model: name, near: near.join(', ') },
  })
}

type Listed = KnownProvider & { readonly prices: string }

// What is deployed at Azure has the names that its owner gave it.
function isListed(provider: KnownProvider): provider is Listed {
  return provider.prices !== undefined && provider.prices !== 'azure' && provider.atHome
}

async function modelOf(
  { prices }: Listed,
  name: string,
  catalogue: Pick<PriceCatalogue, 'models' | 'knows'>,
): Promise<string | undefined> {
  const known = idOf(name, await catalogue.models(prices))
  if (known) return known
  // A name with a date, say, which the catalogue recognises without listing it.
  return (await catalogue.knows(prices, name)) ? name : undefined
}
