"use client";

import { buildTree, fetchImochaUnits, init } from "business-units";
import * as small from "business-units/tree";
import { useEffect } from "react";
import { checkInPage } from "../page.js";

export default function Page() {
  useEffect(() => {
    checkInPage({ init, buildTree, fetchImochaUnits, small });
  }, []);
  return <p>consumer</p>;
}
