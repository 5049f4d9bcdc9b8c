import type { ModelFacts } from '../../../contract/money.ts'
import type { Usage } from '../../../contract/usage.ts'

/** Windows and prices of models, as somebody keeps them for everybody. `brand` is a brand's name in the catalogue. */
export interface PriceCatalogue {
  /** What is known of a model; without any field where nothing is. */
  facts(brand: string, model: string): Promise<ModelFacts>
  /** US dollars of a usage at a time, in milliseconds since 1970: prices change by date and hour, and by amount. */
  cost(brand: string, model: string, usage: Usage, at: number): Promise<number | undefined>
}
