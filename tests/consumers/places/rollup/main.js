import { buildTree, fetchImochaUnits, init } from "business-units";
import { checkInPage } from "./page.js";

checkInPage({ init, buildTree, fetchImochaUnits });
