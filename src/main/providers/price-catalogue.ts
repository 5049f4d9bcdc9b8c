import type { ModelInfo, ModelPrice } from '@pydantic/genai-prices'
import type { ModelFacts, Prices } from '../../contract/money.ts'
import type { Usage } from '../../contract/usage.ts'
import type { PriceCatalogue } from '../core/ports/price-catalogue.ts'

/** The catalogue that the package `@pydantic/genai-prices` carries. It is loaded at the first question. */
export function createPriceCatalogue(): PriceCatalogue {
  return {
    async facts(brand, model) {
      const { calcPrice } = await import('@pydantic/genai-prices')
      const known = calcPrice({ input_tokens: 1, output_tokens: 1 }, model, { providerId: brand })
      if (!known) return {}
      return factsOf(known.model, known.model_price, known.provider.pricing_urls?.[0])
    },
    async cost(brand, model, usage, at) {
      const { calcPrice } = await import('@pydantic/genai-prices')
      const options = { providerId: brand, timestamp: new Date(at) }
      return calcPrice(reported(usage), model, options)?.total_price
    },
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
