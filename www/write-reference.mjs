// @ts-check
import { asCommand, takeSteps } from "../pkg/scripts/steps.mjs";
import { referenceStep } from "./reference.mjs";

// A process of its own, so that the one that serves has its hands free meanwhile.
await asCommand(() => takeSteps([referenceStep]));
