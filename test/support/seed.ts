/** Property tests draw the same cases on every run, so that a run says something of the change and not of luck. `STACKFIT_SEED=N` draws others. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.STACKFIT_SEED ?? 20_261_126) });
