import type { ModelInfo, ModelPrice } from '@pydantic/genai-prices'
import type { ModelFacts, Prices } from '../../contract/money.ts'
import type { Usage } from '../../contract/usage.ts'
import type { PriceCatalogue } from '../core/ports/price-catalogue.ts'

/**
 * The catalogue that the package `@pydantic/genai-prices` carries. It is loaded at the first question, and looks for a model
 * once: to go through all of a brand for each answer takes longer than to reckon its price.
 */
export function createPriceCatalogue(): PriceCatalogue {
  const found = new Map<string, Promise<Found | undefined>>()
  const find = (brand: string, model: string) => {
    const key = `${brand} ${model}`
    const known = found.get(key) ?? search(brand, model)
    found.set(key, known)
    return known
  }
  return {
    async facts(brand, model) {
      return (await find(brand, model))?.facts ?? {}
    },
    models: modelsOf,
    async knows(brand, model) {
      return isServed(brand, model) && (await find(brand, model)) !== undefined
    },
    async cost(brand, model, usage, at) {
      return (await find(brand, model))?.costOf(usage, at)
    },
  }
}

/** What a catalogue lists under a brand although the address that Parley asks does not serve it. */
const elsewhere: Readonly<Record<string, RegExp>> = {
  // Other makers' models on Vertex.
  google: /^(?!gemini|gemma)/,
  // Open weights, which others serve.
  openai: /^gpt-oss/,
}

function isServed(brand: string, id: string): boolean {
  return !elsewhere[brand]?.test(id)
}

async function modelsOf(brand: string) {
  const { findProvider } = await import('@pydantic/genai-prices')
  const models = findProvider({ providerId: brand })?.models ?? []
  return models
    .filter(({ id }) => isServed(brand, id))
    .map(({ id, deprecated = false }) => ({ id, deprecated }))
}

interface Found {
  readonly facts: ModelFacts
  readonly costOf: (usage: Usage, at: number) => number | undefined
}

async function search(brand: string, model: string): Promise<Found | undefined> {
  const { calcPrice } = await import('@pydantic/genai-prices')
  const known = calcPrice({ input_tokens: 1, output_tokens: 1 }, model, { providerId: brand })
  if (!known) return undefined
  const provider = { ...known.provider, models: [known.model] }
  return {
    facts: factsOf(known.model, known.model_price, known.provider.pricing_urls?.[0]),
    costOf: (usage, at) =>
      calcPrice(reported(usage), model, { provider, timestamp: new Date(at) })?.total_price,
  }
}

function factsOf({ context_window }: ModelInfo, price: ModelPrice, page: string | undefined): ModelFacts {
  const prices = pricesOf(price)
  return {
    ...(context_window && { contextTokens: context_window }),
    ...(prices && { prices, source: 'catalogue' }),
    ...(prices && page && { page }),
  }
}

function pricesOf(price: ModelPrice): Prices | undefined {
  const [input, output] = [baseOf(price['input_mtok']), baseOf(price['output_mtok'])]
  if (input === undefined || output === undefined) return undefined
  const [cacheRead, cacheWrite] = [baseOf(price['cache_read_mtok']), baseOf(price['cache_write_mtok'])]
  return {
    input,
    output,
    ...(cacheRead !== undefined && { cacheRead }),
    ...(cacheWrite !== undefined && { cacheWrite }),
  }
}

// Some prices rise with the length of the question; this is where they begin.
function baseOf(price: ModelPrice[string]): number | undefined {
  return typeof price === 'object' ? price.base : price
}

function reported({ inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens }: Usage) {
  return {
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    // The catalogue wants parts of the whole, and a provider may report more from its cache than it was sent.
    cache_read_tokens: Math.min(cacheReadTokens ?? 0, inputTokens),
    cache_write_tokens: Math.min(cacheWriteTokens ?? 0, Math.max(0, inputTokens - (cacheReadTokens ?? 0))),
  }
}
