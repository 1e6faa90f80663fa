"use client";

import { buildTree, fetchImochaUnits, init } from "business-units";
import { useEffect } from "react";
import { checkInPage } from "../page.js";

export default function Page() {
  useEffect(() => {
    checkInPage({ init, buildTree, fetchImochaUnits });
  }, []);
  return <p>consumer</p>;
}
