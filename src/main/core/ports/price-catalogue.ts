import type { ModelFacts } from '../../../contract/money.ts'
import type { Usage } from '../../../contract/usage.ts'

/** A model as a catalogue lists it for one brand. */
export interface ListedModel {
  readonly id: string
  /** Its maker has said that it ends. */
  readonly deprecated: boolean
}

/** Windows and prices of models, as somebody keeps them for everybody. `brand` is a brand's name in the catalogue. */
export interface PriceCatalogue {
  /** What is known of a model; without any field where nothing is. */
  facts(brand: string, model: string): Promise<ModelFacts>
  /** The models that are listed for a brand, which are not all that it serves. */
  models(brand: string): Promise<readonly ListedModel[]>
  /** Whether a name is one of the brand's, though it may not be listed. */
  knows(brand: string, model: string): Promise<boolean>
  /** US dollars of a usage at a time, in milliseconds since 1970: prices change by date and hour, and by amount. */
  cost(brand: string, model: string, usage: Usage, at: number): Promise<number | undefined>
}
