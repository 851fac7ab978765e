// An app with @nestjs/swagger. Prints the part of its OpenAPI document that ProblemDetails makes.
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApiResponse, DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { HalyardModule, ProblemDetails } from 'halyard/nest';

class Payments {
  payment() {}
}
const descriptor = Object.getOwnPropertyDescriptor(Payments.prototype, 'payment');
Get('payments')(Payments.prototype, 'payment', descriptor);
ApiResponse({ status: 404, type: ProblemDetails })(Payments.prototype, 'payment', descriptor);
Controller()(Payments);
class App {}
Module({ imports: [HalyardModule.forRoot()], controllers: [Payments] })(App);

const app = await NestFactory.create(App, { logger: false });
const { paths, components } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
console.log(JSON.stringify({ response: paths['/payments'].get.responses['404'], schemas: components.schemas }));
