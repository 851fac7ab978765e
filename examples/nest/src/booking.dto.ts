import { Type } from 'class-transformer';
import { IsIn, IsInt, Length, Max, Min } from 'class-validator';

/** A booking as a form or a program sends it. */
export class BookingDto {
  @Length(1, 60, { message: 'Tell us the name of your boat, in at most 60 letters.' })
  boat: string;

  @IsIn(['A1', 'A2'], { message: 'Choose one of the berths.' })
  berth: string;

  @Type(() => Number)
  @IsInt({ message: 'Choose from 1 to 14 nights.' })
  @Min(1, { message: 'Choose from 1 to 14 nights.' })
  @Max(14, { message: 'Choose from 1 to 14 nights.' })
  nights: number;
}
