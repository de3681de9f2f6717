/** The catalogue that ships with the package, for users of the library: nothing is read or parsed. */
import { type Catalogue, catalogueOf } from './core/catalogue.js';

/** The shipped rules, checked and compiled at build time. */
export async function shippedCatalogue(): Promise<Catalogue> {
  const { data } = await import('stackfit:details');
  return catalogueOf(data);
}
